"""What the owner tells the report: minutes per request, and daily numbers from elsewhere."""
