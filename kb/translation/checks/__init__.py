"""What may be wrong with a translated segment, said beside it: hints, which stop nobody."""
