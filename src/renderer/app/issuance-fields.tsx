import { useTranslation } from 'react-i18next'
import type { Issuance } from '../../core/contract/issuers'
import { RadioGroup } from '../ui/choices'
import { Quiet, Stack } from '../ui/page'

/** How badges are issued: in which format, where each is looked up, how it is signed; each choice says who can read it. */
export function IssuanceFields(props: {
  value: Issuance
  /** False where there is no hosting address: then there is one format only. */
  isHosted: boolean
  onChange: (change: Partial<Issuance>) => void
}) {
  const { t } = useTranslation('issuance')
  const { value, isHosted, onChange } = props
  return (
    <Stack>
      {isHosted ? (
        <RadioGroup
          label={t('formats')}
          value={value.formats}
          onChange={(formats) => onChange({ formats })}
          options={[
            { value: 'both', label: t('both'), description: t('bothNote') },
            { value: '3.0', label: t('v3'), description: t('v3Note') },
            { value: '2.0', label: t('v2'), description: t('v2Note') },
          ]}
        />
      ) : (
        <Quiet>{t('notHosted')}</Quiet>
      )}
      {isHosted && value.formats !== '3.0' ? (
        <RadioGroup
          label={t('assertionProof')}
          value={value.assertionProof}
          onChange={(assertionProof) => onChange({ assertionProof })}
          options={[
            { value: 'hosted', label: t('hosted'), description: t('hostedNote') },
            { value: 'signed', label: t('signed'), description: t('signedNote') },
          ]}
        />
      ) : null}
      {!isHosted || value.formats !== '2.0' ? (
        <RadioGroup
          label={t('credentialProof')}
          value={value.credentialProof}
          onChange={(credentialProof) => onChange({ credentialProof })}
          options={[
            { value: 'data_integrity', label: t('dataIntegrity'), description: t('dataIntegrityNote') },
            { value: 'jwt', label: t('jwt'), description: t('jwtNote') },
          ]}
        />
      ) : null}
    </Stack>
  )
}

/** The same in a few words. */
export function useIssuanceWords(): (value: Issuance, isHosted: boolean) => string {
  const { t } = useTranslation('issuance')
  return (value, isHosted) => {
    const formats = isHosted ? value.formats : '3.0'
    const words: string[] = []
    if (formats !== '3.0') words.push(t('short.v2', { proof: t(`short.${value.assertionProof}`) }))
    if (formats !== '2.0') words.push(t('short.v3', { proof: t(`short.${value.credentialProof}`) }))
    return words.join(' · ')
  }
}
