import { Stack, Text } from '@mantine/core'

export function EmptyState({ icon, title, detail }: { icon?: React.ReactNode; title: string; detail?: string }) {
  return (
    <Stack align="center" gap={4} py="xl" px="md">
      {icon}
      <Text fw={500}>{title}</Text>
      {detail !== undefined && (
        <Text size="sm" c="dimmed" ta="center" maw={460}>
          {detail}
        </Text>
      )}
    </Stack>
  )
}
