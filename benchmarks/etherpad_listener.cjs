// Sixty open pads, as browsers hold them; notes when each idea comes by. node etherpad_listener.cjs FOLDER PORT CLIENTS
'use strict';
const [folder, port, clients, ...pads] = process.argv.slice(2);
const io = require(`${folder}/src/node_modules/socket.io-client`);
// The monotonic clock, which the process of the writers reads too.
const now = () => Number(process.hrtime.bigint()) / 1e9;
const seen = Array.from({length: Number(clients)}, () => ({}));
let open = 0;

seen.forEach((mine, client) => {
  const padId = pads[client % pads.length];
  const socket = io.connect(`http://127.0.0.1:${port}/`, {
    transports: ['websocket'], forceNew: true, reconnection: false, query: {padId},
  });
  socket.on('connect', () => socket.json.send({
    component: 'pad', type: 'CLIENT_READY', padId, sessionID: null, password: null,
    token: `t.benchmark${client}`, protocolVersion: 2,
  }));
  socket.on('message', (message) => {
    if (message.type === 'CLIENT_VARS' && ++open === Number(clients)) console.log('ready');
    if (message.type !== 'COLLABROOM') return;
    for (const name of JSON.stringify(message.data).match(/load-\d+-\d+/g) || []) mine[name] = mine[name] || now();
  });
});

process.stdin.on('data', () => {
  process.stdout.write(JSON.stringify(seen) + '\n', () => process.exit(0));
});
