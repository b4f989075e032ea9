"""What joins the stages: one application, walked down the whole road in order."""
