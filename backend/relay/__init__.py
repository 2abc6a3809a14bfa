"""Bring to the chain what fans signed, and pay its network fee: the one hot key there is."""
