import { describe, expect, it } from 'vitest';
import { EXTENSION, extensionProblem, leadsOutside } from './extensions.ts';

describe('extensions', () => {
  it('have two to six digits and begin with none that leads outside', () => {
    const written = ['20', '201', '201999', '2', '2019999', '0201', '2a', '+20', ''];
    expect(written.filter((text) => EXTENSION.test(text))).toEqual(['20', '201', '201999']);
  });

  it('are no number that calls for help in the country of the account, nor one that does so nearly everywhere', () => {
    expect(extensionProblem('110', 'DE')).toBe('emergency_number');
    expect(extensionProblem('110', 'US')).toBeNull();
    expect(extensionProblem('112', 'US')).toBe('emergency_number');
    expect(extensionProblem('911', 'DE')).toBe('emergency_number');
    expect(extensionProblem('999', null)).toBeNull();
    expect(extensionProblem('201', 'DE')).toBeNull();
    // Russia dials 810 in front of a number of another country.
    expect(extensionProblem('8102', 'RU')).toBe('international');
  });

  it('are not what is dialled as a number of the world', () => {
    expect(leadsOutside('201', 'DE', false)).toBe(false);
    expect(leadsOutside('201201', 'NO', true)).toBe(false);
    expect(leadsOutside('2012012', 'NO', true)).toBe(true);
    expect(leadsOutside('2012012', 'NO', false)).toBe(false);
    expect(leadsOutside('+201', 'DE', false)).toBe(true);
    expect(leadsOutside('00201', 'DE', false)).toBe(true);
    expect(leadsOutside('011201', 'US', false)).toBe(true);
    expect(leadsOutside('8102', 'RU', false)).toBe(true);
    expect(leadsOutside('mila', 'DE', false)).toBe(false);
  });
});
