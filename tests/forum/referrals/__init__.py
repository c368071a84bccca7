"""Being put in touch with a service, with consent."""
