import { useTranslation } from 'react-i18next'
import type { Issuance, Issuer } from '../../core/contract/issuers'
import { IssuanceFields, useIssuanceWords } from '../app/issuance-fields'
import { Button } from '../ui/button'
import { Disclosure } from '../ui/disclosure'

/** How these awards are issued: as the issuer always does, unless something else is chosen for them alone. */
export function HowIssued(props: {
  issuer: Issuer
  chosen: Partial<Issuance>
  onChange: (chosen: Partial<Issuance>) => void
}) {
  const { t } = useTranslation('award')
  const words = useIssuanceWords()
  const { issuer, chosen, onChange } = props
  const { formats, assertionProof, credentialProof } = issuer
  const usual: Issuance = { formats, assertionProof, credentialProof }
  const value = { ...usual, ...chosen }
  const isHosted = issuer.baseUrl !== null
  const isOther = words(value, isHosted) !== words(usual, isHosted)
  const summary = words(value, isHosted)
  return (
    <Disclosure level={2} title={t('issued.title')} summary={isOther ? t('issued.other', { how: summary }) : summary}>
      <IssuanceFields value={value} isHosted={isHosted} onChange={(change) => onChange({ ...chosen, ...change })} />
      <div>
        <Button size="small" isDisabled={!isOther} onPress={() => onChange({})}>
          {t('issued.usual')}
        </Button>
      </div>
    </Disclosure>
  )
}
