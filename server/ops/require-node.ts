// First import of every entry: on an older Node the native database driver would crash without a word.
const [major] = process.versions.node.split('.').map(Number);
if (major! < 24) {
  console.error(`Terrasse needs Node 24 or newer; this is ${process.versions.node}. Start it with npm (npm start), which brings its own.`);
  process.exit(1);
}
