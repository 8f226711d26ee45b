import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProductForm } from './product-form.tsx';

export function NewProductPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <>
      <nav className="tb-owner-path" aria-label={t('record.path')}>
        <Link to="/products" search={{}}>
          {t('products.title')}
        </Link>
      </nav>
      <div className="tb-page-head">
        <h1>{t('products.add')}</h1>
      </div>
      <ProductForm
        product={null}
        onSaved={({ id }) => void navigate({ to: '/products/$id', params: { id } })}
        onClose={() => void navigate({ to: '/products', search: {} })}
      />
    </>
  );
}
