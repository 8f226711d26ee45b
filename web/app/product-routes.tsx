/** Routes of what is sold beside calls. A customer has its own on its own page. */
import { createRoute } from '@tanstack/react-router';
import { productsSearch } from '../features/products/search.ts';
import { signedIn } from './entry-routes.tsx';
import { needs, only, page } from './route-parts.ts';

const texts = ['products', 'subscriptions'] as const;

const products = createRoute({
  getParentRoute: () => signedIn,
  path: '/products',
  validateSearch: only(productsSearch),
  beforeLoad: needs(['products:read', 'subscriptions:read'], { isForCustomers: false }),
  component: page(texts, () => import('../features/products/products-page.tsx'), 'ProductsPage'),
});

const newProduct = createRoute({
  getParentRoute: () => signedIn,
  path: '/products/new',
  beforeLoad: needs('products:edit'),
  component: page(texts, () => import('../features/products/new-product-page.tsx'), 'NewProductPage'),
});

const product = createRoute({
  getParentRoute: () => signedIn,
  path: '/products/$id',
  beforeLoad: needs('products:read'),
  component: page(texts, () => import('../features/products/product-page.tsx'), 'ProductPage'),
});

export const productRoutes = [products, newProduct, product] as const;
