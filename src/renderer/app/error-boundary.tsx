import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button'
import { Page, Row } from '../ui/page'
import { navigate } from './navigation'

type Props = { children: ReactNode; resetKey: unknown }

/** Catches a page that broke: says so in words, offers two ways out. Moving elsewhere mends it. */
export class ErrorBoundary extends Component<Props, { broken: boolean; at: unknown }> {
  override state = { broken: false, at: undefined as unknown }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  static getDerivedStateFromProps(props: Props, state: { broken: boolean; at: unknown }) {
    return props.resetKey === state.at ? null : { broken: false, at: props.resetKey }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return <BrokenPage onRetry={() => this.setState({ broken: false })} />
  }
}

function BrokenPage({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation('app')
  return (
    <Page title={t('broken.title')} width="narrow">
      <p>{t('broken.sentence')}</p>
      <Row>
        <Button variant="primary" onPress={onRetry}>
          {t('broken.retry')}
        </Button>
        <Button onPress={() => navigate({ page: 'library' })}>{t('broken.library')}</Button>
      </Row>
    </Page>
  )
}
