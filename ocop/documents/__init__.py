"""What leaves the register as a document: values in, bytes out. PDF by typst, DOCX and XLSX from the same paper."""
