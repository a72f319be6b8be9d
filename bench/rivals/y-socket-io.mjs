// y-socket.io with LevelDB as in its documentation; PORT, LEVEL (a folder).
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { YSocketIO } from 'y-socket.io/dist/server';

const http = createServer();
new YSocketIO(new Server(http), { levelPersistenceDir: process.env.LEVEL }).initialize();
http.listen(Number(process.env.PORT), '127.0.0.1');
