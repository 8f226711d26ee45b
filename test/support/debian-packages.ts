export { ensureDebianPackages } from '../../src/switches/debian-packages.ts';
