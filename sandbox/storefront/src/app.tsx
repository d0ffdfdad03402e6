import { lazy } from "react"
import { createBrowserRouter, RouterProvider } from "react-router-dom"
import { Layout } from "./components/layout"
import { PageError } from "./components/page-error"
import { LanguageProvider } from "./i18n/use-language"
import type { Language } from "./lib/language"
import { CartPage } from "./pages/cart"
import { CataloguePage } from "./pages/catalogue"
import { NotFoundPage } from "./pages/not-found"
import { ProductPage } from "./pages/product"
import { Announcer } from "./state/announcer"
import { CartProvider } from "./state/cart"

// Stripe's packages come with the checkout, not before.
const CheckoutPage = lazy(() => import("./pages/checkout"))
const ReturnPage = lazy(() => import("./pages/return"))
const OrderPage = lazy(() => import("./pages/order"))

const router = createBrowserRouter([
  {
    element: <Layout />,
    children: [
      {
        errorElement: <PageError />,
        children: [
          { path: "/", element: <CataloguePage /> },
          { path: "/products/:handle", element: <ProductPage /> },
          { path: "/cart", element: <CartPage /> },
          { path: "/checkout", element: <CheckoutPage /> },
          { path: "/checkout/return", element: <ReturnPage /> },
          { path: "/order/:id", element: <OrderPage /> },
          { path: "*", element: <NotFoundPage /> },
        ],
      },
    ],
  },
])

export function App({ language }: { language: Language }) {
  return (
    <LanguageProvider initial={language}>
      <Announcer>
        <CartProvider>
          <RouterProvider router={router} />
        </CartProvider>
      </Announcer>
    </LanguageProvider>
  )
}
