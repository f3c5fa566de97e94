"""What a report draws: contact sheet, timeline, relations."""
