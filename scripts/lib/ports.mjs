import net from "node:net"

function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once("error", reject)
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(address.port))
    })
  })
}

/** A TCP port that nobody listens on now. `preferred` is taken when it is free, otherwise any other. */
export async function freePort(preferred = 0, host = "127.0.0.1") {
  try {
    return await listenOnce(preferred, host)
  } catch (error) {
    if (preferred === 0 || error.code !== "EADDRINUSE") {
      throw error
    }
    return listenOnce(0, host)
  }
}
