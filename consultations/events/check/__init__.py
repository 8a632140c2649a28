"""Those who took part in an event read the draft of its summary, and say what is not right."""
