"""Write Excel forms and import the answers. Needs the extra `excel` (XlsxWriter to write, openpyxl to read)."""
