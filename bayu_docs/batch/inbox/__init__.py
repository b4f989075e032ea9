"""What came in: found, taken out of mails, judged, and compared with each other."""
