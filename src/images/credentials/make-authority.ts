import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const lastsMs = 10 * 365.25 * 24 * 3_600_000;
/** Signing claims (C2PA 2.4, 14.5.1), and protecting e-mail, by which readers of earlier versions know a signer. */
const purposes = ['1.3.6.1.4.1.62558.2.1', '1.3.6.1.5.5.7.3.4'];

/** A key in PEM, its certificate and that of the root, whose own key is thrown away: it vouches for this one alone. */
export async function makeAuthority(): Promise<string> {
  const [root, signer] = [await makeKeys(), await makeKeys()];
  const now = Date.now();
  const validity = { notBefore: new Date(now), notAfter: new Date(now + lastsMs), signingAlgorithm: algorithm };
  const rootCertificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity,
    name: 'O=Easel, CN=The root of this Easel',
    keys: root,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(root.publicKey),
    ],
  });
  const certificate = await x509.X509CertificateGenerator.create({
    ...validity,
    subject: 'O=Easel, CN=This Easel',
    issuer: rootCertificate.subject,
    publicKey: signer.publicKey,
    signingKey: root.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension(purposes, true),
      await x509.AuthorityKeyIdentifierExtension.create(root.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(signer.publicKey),
    ],
  });
  const key = x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', signer.privateKey), 'PRIVATE KEY');
  return [key, certificate.toString('pem'), rootCertificate.toString('pem'), ''].join('\n');
}

const makeKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
