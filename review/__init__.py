"""Findings about tables that exist: rules decide, each finding with its cell, its words and its clause."""
