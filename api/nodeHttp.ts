// Not by `import`, which reads all that a module exports: of this one Node 24 then loads its WebSocket, 50 ms of each start.
export const { createServer, STATUS_CODES } = process.getBuiltinModule('node:http')
