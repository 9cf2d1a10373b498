"""The pure core: directions, the acts upon them and the rules that judge both. No files, no clock, no printing."""
