"""The district's submission to the city: who goes, the papers, the electronic copy."""
