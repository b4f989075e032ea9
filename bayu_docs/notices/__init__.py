"""The papers of the campaign: one kind and its data -> the head and the fields of a template."""
