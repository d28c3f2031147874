## Zustand
