"""What a person does: the store joined with files and rules; used by the command line and the screens alike."""
