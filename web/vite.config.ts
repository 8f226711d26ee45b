import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm run dev` finds the API; the built panel is served by the server itself. */
const server = process.env.TOLLBOOK_API ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: { 'libphonenumber-js': fileURLToPath(new URL('./ui/light-phone.ts', import.meta.url)) },
  },
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2023', manifest: true },
  server: { port: 5173, proxy: { '/api': { target: server } } },
});
