/** Tinos (SIL Open Font License): the metrics of Times New Roman, with every Vietnamese letter. */
import bold from '@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf?url'
import bolditalics from '@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf?url'
import italics from '@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf?url'
import normal from '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf?url'

export const fontUrls = { normal, bold, italics, bolditalics }
