// Bundles the viewer into one file: node build.mjs OUT
import { build } from 'esbuild';

const out = process.argv[2] ?? 'dist';
await build({
  entryPoints: ['viewer.js'],
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022'],
  legalComments: 'external',
  outfile: `${out}/viewer.js`,
  // The page writes no XML files; what only that needs is left out, and with it modules of Node that browsers lack.
  alias: { xmlbuilder2: './nothing.js' },
  define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  logLevel: 'warning',
});
