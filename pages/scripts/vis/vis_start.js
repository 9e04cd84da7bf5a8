// What starts the drawing on a page that vis-network draws.

const startDrawing = () => visDrawing();
