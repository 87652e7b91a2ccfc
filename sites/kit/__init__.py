"""What the sites share: the plug-in's shape, HTTP, lenient reading, text, search."""
