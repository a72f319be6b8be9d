/** Loads the demo dossier into a database, or plans one more meeting like `bretagne-today`. */
export async function loadDemo(
	_databaseUrl: string,
	_options: { meeting?: string; mediaDir: string }
): Promise<void> {}
