"""The frozen values a session is made of, a file for each subject; what changes them lies in `acts`."""
