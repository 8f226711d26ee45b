import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, remove } from '../../api/client.ts';
import { useMay } from '../../api/may.ts';
import { Allowed } from '../../ui/allowed.tsx';
import { Loading } from '../../ui/loading.tsx';
import { NotShown } from '../../ui/not-shown.tsx';
import { usePriceWords } from '../../ui/products/price-words.ts';
import type { Product } from '../../ui/products/api.ts';
import { ConfirmDialog } from '../../ui/record/confirm-dialog.tsx';
import { Tag } from '../../ui/tag.tsx';
import { toast } from '../../ui/toast.ts';
import { productQuery } from './api.ts';
import { ProductForm } from './product-form.tsx';

/** One product: its price in words, who has it, and its form. */
export function ProductPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/signed-in/products/$id' });
  const navigate = useNavigate();
  const product = useQuery(productQuery(id));
  if (product.isPending) return <Loading height={420} />;
  if (product.isError) return <NotShown query={product} />;
  const leave = () => void navigate({ to: '/products', search: {} });
  return (
    <>
      <nav className="tb-owner-path" aria-label={t('record.path')}>
        <Link to="/products" search={{}}>
          {t('products.title')}
        </Link>
      </nav>
      <Head product={product.data} onRemoved={leave} />
      {/* Saved or switched off elsewhere, it begins anew with what is there then. */}
      <ProductForm
        key={JSON.stringify(product.data)}
        product={product.data}
        onSaved={() => window.scrollTo({ top: 0 })}
        onClose={leave}
      />
    </>
  );
}

function Head({ product, onRemoved }: Readonly<{ product: Product; onRemoved: () => void }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const priceWords = usePriceWords();
  const seesSubscriptions = useMay()('subscriptions:read');
  const [open, setOpen] = useState<'status' | 'remove' | null>(null);
  const { id, name, status, active, unpaid, mayBeDeleted } = product;
  const having = active + unpaid;
  const next = status === 'active' ? 'inactive' : 'active';
  return (
    <div className="tb-page-head">
      <div>
        <h1>
          <bdi>{name}</bdi>
        </h1>
        <p className="tb-account-line">
          <Tag tone={status === 'active' ? 'good' : 'mute'}>{t(`products.status.${status}`)}</Tag>
          <span>{priceWords(product)}</span>
          {seesSubscriptions && having > 0 ? (
            <Link to="/products" search={{ tab: 'subscriptions', product: id, status: 'open' }}>
              {t('products.hadBy', { count: having })}
            </Link>
          ) : (
            <span>{t(having === 0 ? 'products.hadByNobody' : 'products.hadBy', { count: having })}</span>
          )}
        </p>
      </div>
      <Allowed to="products:edit">
        <div className="tb-actions">
          <Button variant="default" onClick={() => setOpen('status')}>
            {t(`products.switch.${next}`)}
          </Button>
          {mayBeDeleted && (
            <Button variant="default" onClick={() => setOpen('remove')}>
              {t('products.remove')}
            </Button>
          )}
        </div>
      </Allowed>
      {open === 'status' && (
        <ConfirmDialog
          title={t(`products.switch.${next}What`, { what: name })}
          text={t(`products.switch.${next}Text`, { what: name, count: having })}
          submit={t(`products.switch.${next}`)}
          act={() => patch<Product>(`/products/${id}`, { status: next })}
          onDone={async () => {
            setOpen(null);
            toast(t('record.saved'));
            await queryClient.invalidateQueries({ queryKey: ['products'] });
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'remove' && (
        <ConfirmDialog
          title={t('products.removeWhat', { what: name })}
          text={t('products.removeText', { what: name })}
          submit={t('products.remove')}
          act={() => remove(`/products/${id}`)}
          onDone={async () => {
            toast(t('record.removed', { what: name }));
            onRemoved();
            queryClient.removeQueries({ queryKey: ['products', 'one', id] });
            await queryClient.invalidateQueries({ queryKey: ['products', 'list'] });
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
