"""The Excel form out, the answers in. It needs the extra `excel` (XlsxWriter to write, openpyxl to read)."""
