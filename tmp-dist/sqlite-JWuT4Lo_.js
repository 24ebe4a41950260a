import { a as DEFAULT_MIGRATION_TABLE, c as CompiledQuery, i as DEFAULT_MIGRATION_LOCK_TABLE, l as DefaultQueryCompiler, n as busy, o as parseSavepointCommand, r as unchanged, s as DialectAdapterBase, t as LOCK_WAIT_MS, u as Kysely } from "./database-BIR6FiOI.js";
import { $ as codeOf, B as freeze, Q as UserError, W as isFunction, Z as TemporaryError, a as sql, b as SelectQueryNode, et as messageOf, i as tablesOf, n as newTable, y as createQueryId } from "./tables-CKsYDgnM.js";
import { t as createTable } from "./createTable-Bri74U8o.js";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";
import Libsql from "libsql";
// node_modules/kysely/dist/esm/dialect/sqlite/sqlite-driver.js
var SqliteDriver = class {
	#config;
	#connectionMutex = new ConnectionMutex();
	#db;
	#connection;
	constructor(config) {
		this.#config = freeze({ ...config });
	}
	async init() {
		this.#db = isFunction(this.#config.database) ? await this.#config.database() : this.#config.database;
		this.#connection = new SqliteConnection(this.#db);
		if (this.#config.onCreateConnection) await this.#config.onCreateConnection(this.#connection);
	}
	async acquireConnection() {
		await this.#connectionMutex.lock();
		return this.#connection;
	}
	async beginTransaction(connection) {
		await connection.executeQuery(CompiledQuery.raw("begin"));
	}
	async commitTransaction(connection) {
		await connection.executeQuery(CompiledQuery.raw("commit"));
	}
	async rollbackTransaction(connection) {
		await connection.executeQuery(CompiledQuery.raw("rollback"));
	}
	async savepoint(connection, savepointName, compileQuery) {
		await connection.executeQuery(compileQuery(parseSavepointCommand("savepoint", savepointName), createQueryId()));
	}
	async rollbackToSavepoint(connection, savepointName, compileQuery) {
		await connection.executeQuery(compileQuery(parseSavepointCommand("rollback to", savepointName), createQueryId()));
	}
	async releaseSavepoint(connection, savepointName, compileQuery) {
		await connection.executeQuery(compileQuery(parseSavepointCommand("release", savepointName), createQueryId()));
	}
	async releaseConnection() {
		this.#connectionMutex.unlock();
	}
	async destroy() {
		this.#db?.close();
	}
};
var SqliteConnection = class {
	#db;
	constructor(db) {
		this.#db = db;
	}
	executeQuery(compiledQuery) {
		const { sql, parameters } = compiledQuery;
		const stmt = this.#db.prepare(sql);
		if (stmt.reader) return Promise.resolve({ rows: stmt.all(parameters) });
		const { changes, lastInsertRowid } = stmt.run(parameters);
		return Promise.resolve({
			numAffectedRows: changes !== void 0 && changes !== null ? BigInt(changes) : void 0,
			insertId: lastInsertRowid !== void 0 && lastInsertRowid !== null ? BigInt(lastInsertRowid) : void 0,
			rows: []
		});
	}
	async *streamQuery(compiledQuery, _chunkSize) {
		const { sql, parameters, query } = compiledQuery;
		const stmt = this.#db.prepare(sql);
		if (SelectQueryNode.is(query)) {
			const iter = stmt.iterate(parameters);
			for (const row of iter) yield { rows: [row] };
		} else throw new Error("Sqlite driver only supports streaming of select queries");
	}
};
var ConnectionMutex = class {
	#promise;
	#resolve;
	async lock() {
		while (this.#promise) await this.#promise;
		this.#promise = new Promise((resolve) => {
			this.#resolve = resolve;
		});
	}
	unlock() {
		const resolve = this.#resolve;
		this.#promise = void 0;
		this.#resolve = void 0;
		resolve?.();
	}
};
// node_modules/kysely/dist/esm/dialect/sqlite/sqlite-query-compiler.js
const ID_WRAP_REGEX = /"/g;
const JSON_PATH_MEMBER_ESCAPE_REGEX = /[\\'"]/g;
var SqliteQueryCompiler = class extends DefaultQueryCompiler {
	visitOrAction(node) {
		this.append("or ");
		this.append(node.action);
	}
	getCurrentParameterPlaceholder() {
		return "?";
	}
	getLeftExplainOptionsWrapper() {
		return "";
	}
	getRightExplainOptionsWrapper() {
		return "";
	}
	getLeftIdentifierWrapper() {
		return "\"";
	}
	getRightIdentifierWrapper() {
		return "\"";
	}
	getAutoIncrement() {
		return "autoincrement";
	}
	sanitizeIdentifier(identifier) {
		return identifier.replace(ID_WRAP_REGEX, "\"\"");
	}
	sanitizeJSONPathMemberValue(value) {
		return value.replace(JSON_PATH_MEMBER_ESCAPE_REGEX, (char) => char === "\\" ? "\\\\" : char === "'" ? "''" : "\\\"");
	}
	visitDefaultInsertValue(_) {
		this.append("null");
	}
};
// node_modules/kysely/dist/esm/dialect/sqlite/sqlite-introspector.js
var SqliteIntrospector = class {
	#db;
	constructor(db) {
		this.#db = db;
	}
	async getSchemas() {
		return [];
	}
	async getTables(options = { withInternalKyselyTables: false }) {
		return await this.#getTableMetadata(options);
	}
	async getMetadata(options) {
		return { tables: await this.getTables(options) };
	}
	#tablesQuery(qb, options) {
		let tablesQuery = qb.selectFrom("sqlite_master").where("type", "in", ["table", "view"]).where("name", "not like", "sqlite_%").select([
			"name",
			"sql",
			"type"
		]).orderBy("name");
		if (!options.withInternalKyselyTables) tablesQuery = tablesQuery.where("name", "!=", DEFAULT_MIGRATION_TABLE).where("name", "!=", DEFAULT_MIGRATION_LOCK_TABLE);
		return tablesQuery;
	}
	async #getTableMetadata(options) {
		const tablesResult = await this.#tablesQuery(this.#db, options).execute();
		const tableMetadata = await this.#db.with("table_list", (qb) => this.#tablesQuery(qb, options)).selectFrom(["table_list as tl", sql`pragma_table_info(tl.name)`.as("p")]).select([
			"tl.name as table",
			"p.cid",
			"p.name",
			"p.type",
			"p.notnull",
			"p.dflt_value",
			"p.pk"
		]).orderBy("tl.name").orderBy("p.cid").execute();
		const columnsByTable = {};
		for (const row of tableMetadata) {
			columnsByTable[row.table] ??= [];
			columnsByTable[row.table].push(row);
		}
		return tablesResult.map(({ name, sql, type }) => {
			let autoIncrementCol = sql?.split(/[\(\),]/)?.find((it) => it.toLowerCase().includes("autoincrement"))?.trimStart()?.split(/\s+/)?.[0]?.replace(/["`]/g, "");
			const columns = columnsByTable[name] ?? [];
			if (!autoIncrementCol) {
				const pkCols = columns.filter((r) => r.pk > 0);
				if (pkCols.length === 1 && pkCols[0].type.toLowerCase() === "integer") autoIncrementCol = pkCols[0].name;
			}
			return {
				name,
				isView: type === "view",
				columns: columns.map((col) => ({
					name: col.name,
					dataType: col.type,
					isNullable: !col.notnull,
					isAutoIncrementing: col.name === autoIncrementCol,
					hasDefaultValue: col.dflt_value != null,
					comment: void 0
				}))
			};
		});
	}
};
// node_modules/kysely/dist/esm/dialect/sqlite/sqlite-adapter.js
var SqliteAdapter = class extends DialectAdapterBase {
	get supportsTransactionalDdl() {
		return false;
	}
	get supportsReturning() {
		return true;
	}
	async acquireMigrationLock(_db, _opt) {}
	async releaseMigrationLock(_db, _opt) {}
};
// node_modules/kysely/dist/esm/dialect/sqlite/sqlite-dialect.js
/**
* SQLite dialect that uses the [better-sqlite3](https://github.com/JoshuaWise/better-sqlite3) library.
*
* The constructor takes an instance of {@link SqliteDialectConfig}.
*
* ```ts
* import Database from 'better-sqlite3'
*
* new SqliteDialect({
*   database: new Database('db.sqlite')
* })
* ```
*
* If you want the pool to only be created once it's first used, `database`
* can be a function:
*
* ```ts
* import Database from 'better-sqlite3'
*
* new SqliteDialect({
*   database: async () => new Database('db.sqlite')
* })
* ```
*/
var SqliteDialect = class {
	#config;
	constructor(config) {
		this.#config = freeze({ ...config });
	}
	createDriver() {
		return new SqliteDriver(this.#config);
	}
	createQueryCompiler() {
		return new SqliteQueryCompiler();
	}
	createAdapter() {
		return new SqliteAdapter();
	}
	createIntrospector(db) {
		return new SqliteIntrospector(db);
	}
};
// tasks/database/sqlite.ts
const POLL_MS = 100;
/** How long a single statement, such as the record of a run, waits for another process to end its writing. */
const BUSY_MS = 6e4;
/** @throws UserError DATABASE_FILE when the file can't be made or is no SQLite database */
async function openSqlite(path, dataset) {
	const file = open(path);
	const db = new Kysely({ dialect: new SqliteDialect({ database: file }) });
	/** One statement a batch: the rows travel as one JSON text, which SQLite takes apart itself. */
	function insert(table, rows) {
		const values = table.columns.map((_, i) => `value->>${i}`).join(", ");
		const statement = `insert into "${newTable(table).name}" select ${values} from json_each(?)`;
		file.prepare(statement).run([JSON.stringify(rows)]);
	}
	/** The write lock of the file is the lock over all processes; it goes when its process dies. */
	async function begin(onWait) {
		const deadline = Date.now() + LOCK_WAIT_MS;
		file.pragma("busy_timeout = 0");
		for (let waited = false;; waited = true) try {
			file.exec("begin immediate");
			file.pragma(`busy_timeout = ${BUSY_MS}`);
			return;
		} catch (error) {
			if (!messageOf(error).includes("locked")) throw error;
			if (Date.now() > deadline) throw busy(path);
			if (!waited) onWait?.();
			await setTimeout(POLL_MS);
		}
	}
	return {
		kind: "sqlite",
		where: path,
		db,
		dataset,
		tables: tablesOf(dataset),
		async replaceTables(tables, fill, onWait) {
			await begin(onWait);
			try {
				for (const table of tables.map(newTable)) {
					await db.schema.dropTable(table.name).ifExists().execute();
					await createTable(db, "sqlite", table, "");
				}
				const result = await fill(async (table, rows) => insert(table, rows));
				for (const table of tables) {
					await db.schema.dropTable(table.name).ifExists().execute();
					await db.schema.alterTable(newTable(table).name).renameTo(table.name).execute();
				}
				file.exec("commit");
				return result;
			} catch (error) {
				try {
					file.exec("rollback");
				} catch {}
				throw unchanged(explain(path, error));
			}
		},
		explain: (error) => explain(path, error),
		async close() {
			await db.destroy();
		}
	};
}
function open(path) {
	try {
		mkdirSync(dirname(path), { recursive: true });
		const file = new Libsql(path);
		file.pragma(`busy_timeout = ${BUSY_MS}`);
		file.pragma("journal_mode = wal");
		file.pragma("legacy_alter_table = on");
		return file;
	} catch (error) {
		if (messageOf(error).includes("locked")) throw busy(path);
		throw new UserError("DATABASE_FILE", `The SQLite file ${path} can't be opened (${messageOf(error)}); name another one in DATABASE_URL or mend its folder's rights.`, { cause: error });
	}
}
/** What SQLite's error codes start with, what is wrong, what to do, and whether it may pass. */
const faults = [
	[
		"SQLITE_FULL",
		"DATABASE_UNWRITABLE",
		"its disk is full",
		"free some space"
	],
	[
		"SQLITE_READONLY",
		"DATABASE_UNWRITABLE",
		"it is read-only",
		"make it writable"
	],
	[
		"SQLITE_CANTOPEN",
		"DATABASE_UNWRITABLE",
		"a file beside it can not be made",
		"mend the rights of its folder"
	],
	[
		"SQLITE_IOERR",
		"DATABASE_UNWRITABLE",
		"its disk fails",
		"mend the disk"
	],
	[
		"SQLITE_CORRUPT",
		"DATABASE_DAMAGED",
		"it is damaged",
		"remove it, since a run makes it anew,"
	],
	[
		"SQLITE_NOTADB",
		"DATABASE_DAMAGED",
		"it is no SQLite database",
		"remove it"
	],
	[
		"SQLITE_BUSY",
		"DATABASE_BUSY",
		"another program holds it open for writing",
		"end its transaction and try again,",
		true
	],
	[
		"SQLITE_LOCKED",
		"DATABASE_BUSY",
		"another program holds it open for writing",
		"end its transaction and try again,",
		true
	]
];
/** Turns what a person can mend, or what may pass, into a sentence. */
function explain(path, error) {
	const found = faults.find(([start]) => codeOf(error)?.startsWith(start));
	if (!found) return error;
	const [, code, fault, mend, passes] = found;
	return new (passes ? TemporaryError : UserError)(code, `The SQLite file ${path} can't be used (${fault}); ${mend} or name another file in DATABASE_URL.`, { cause: error });
}
export { openSqlite };
