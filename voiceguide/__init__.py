"""voiceguide: written exercises become a spoken session that breathes with you."""

__version__ = "0.1.0"
