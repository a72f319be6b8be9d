/** Imports a package from this folder's node_modules, whoever asks. */
export function load(name) {
	return import(name);
}
