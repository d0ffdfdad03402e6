/** Where the browser keeps the id of its cart. */
export const CART_KEY = "shop_cart"
