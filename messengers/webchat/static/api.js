// Requests to the server and the line over which news arrive.

/** What a request could not do; `refused` is set when the server said why. */
export class Failed extends Error {
  constructor(status, refused) {
    super(refused ?? `HTTP ${status}`);
    this.refused = refused;
  }
}

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Failed(response.status, body.refused);
  return body;
}

export const get = async (path) => answer(await fetch(path));

export async function post(path, body) {
  const headers = { 'Content-Type': 'application/json' };
  return answer(await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }));
}

/** Bring a file to the server; `progress` hears the share that is done. fetch cannot tell it, XMLHttpRequest can. */
export function upload(file, media, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/api/uploads?${new URLSearchParams({ name: file.name, media })}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = (event) => progress(event.loaded / event.total);
    request.onerror = () => reject(new Failed(0));
    request.onload = () => {
      if (request.status === 200) resolve(request.response);
      else reject(new Failed(request.status, request.response?.refused));
    };
    request.send(file);
  });
}

/** Listen to news for ever; `onOpen` runs at each new connection, because something may have been missed. */
export function listen(onNews, onOpen, onLost) {
  let pause = 500;
  const connect = () => {
    const line = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/live`);
    line.onopen = () => {
      pause = 500;
      onOpen();
    };
    line.onmessage = (event) => onNews(JSON.parse(event.data));
    line.onclose = () => {
      onLost();
      setTimeout(connect, pause);
      pause = Math.min(pause * 2, 5000);
    };
  };
  connect();
}
