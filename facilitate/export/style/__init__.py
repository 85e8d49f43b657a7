"""The organiser’s own style: colours, logo, texts."""
