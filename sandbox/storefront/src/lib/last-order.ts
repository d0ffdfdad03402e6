import { storage } from "./storage"

const KEY = "shop_last_order"

/** Whoever goes back after paying finds an empty cart, and the way to what was bought. */
export const lastOrder = {
  read: () => storage.read(KEY),
  write: (id: string) => storage.write(KEY, id),
}
