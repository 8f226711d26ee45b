import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { brandQuery, type Brand as BrandAnswer } from '../api/brand.ts';
import { nameProduct } from './page-title.ts';

const OWN_NAME = 'Tollbook';

/** The mark and the name of the panel, which also give the page its colours, its title and its icon. */
export function Brand({ isSignedIn = false }: { isSignedIn?: boolean }) {
  const { data: brand } = useQuery(brandQuery(isSignedIn));
  return <BrandMark brand={brand} />;
}

/** The same of a brand that the page knows already; undefined while it is on its way. */
export function BrandMark({ brand }: { brand: BrandAnswer | undefined }) {
  useEffect(() => {
    if (brand !== undefined) wear(brand);
  }, [brand]);
  const name = brand?.productName ?? '';
  return (
    <span className="tb-brand">
      {brand !== undefined && brand.logoUrl !== null ? (
        <img className="tb-brand-logo" src={brand.logoUrl} alt="" />
      ) : (
        name === '' && <OwnMark />
      )}
      <bdi>{name === '' ? OWN_NAME : name}</bdi>
    </span>
  );
}

/** Lines of an account book, one entry marked. */
function OwnMark() {
  return (
    <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#1d7a61" />
      <path d="M8 10h16M8 16h10M8 22h16" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" />
      <circle cx="23" cy="16" r="2.4" fill="#f2b65a" />
    </svg>
  );
}

/** The server has made sure that words are readable on both colours, light and dark. */
function wear({ productName, buttonColour, barColour, logoUrl }: BrandAnswer): void {
  const { style } = document.documentElement;
  const set = (name: string, value: string | null) =>
    value === null ? style.removeProperty(name) : style.setProperty(name, value);
  const mixed = (colour: string | null, share: string) =>
    colour === null ? null : `color-mix(in srgb, ${colour}, ${share})`;
  for (const name of ['--mantine-primary-color-filled', '--mantine-color-ledger-filled'])
    set(name, buttonColour);
  for (const name of ['--mantine-primary-color-filled-hover', '--mantine-color-ledger-filled-hover'])
    set(name, mixed(buttonColour, '#000 12%'));
  set('--tb-rail', barColour);
  set('--tb-rail-active', mixed(barColour, '#fff 12%'));
  nameProduct(productName === '' ? OWN_NAME : productName);
  const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
  icon?.setAttribute('type', logoUrl === null ? 'image/svg+xml' : '');
  icon?.setAttribute('href', logoUrl ?? '/favicon.svg');
}
