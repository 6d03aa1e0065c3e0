"""The page: the record as an analyst reads it, in a browser, without network or scripts."""
