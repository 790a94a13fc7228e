"""What a performance-target table is, how it is read and written, how old ones are kept and found."""
