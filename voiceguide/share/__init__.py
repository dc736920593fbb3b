"""Shares sessions on the local network: which interface, who may have what, the page, and the server."""
