#include "legacy.h"
#include "test.h"

/* One text a line: first what it is, then the text. */
static const struct { enum legacy want; const char *text; } cases[] = {
	{ LEGACY_VNI, "Keá hoaïch" },
	{ LEGACY_VNI, "Ñoäc laäp - Töï do - Haïnh phuùc" },
	{ LEGACY_VNI, "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM" },
	{ LEGACY_VNI, "Uûy ban nhaân daân tænh Soùc Traêng" },
	{ LEGACY_VNI, "theo Keá hoaïch số 5" },
	{ LEGACY_TCVN3, "KÕ ho¹ch" },
	{ LEGACY_TCVN3, "§éc lËp - Tù do - H¹nh phóc" },
	{ LEGACY_TCVN3, "ñy ban nh©n d©n tØnh Sãc Tr¨ng" },
	{ LEGACY_TCVN3, "céng hßa x· héi chñ nghÜa viÖt nam" },
	{ LEGACY_DOUBLE, "Káº¿ hoáº¡ch" },
	{ LEGACY_DOUBLE, "Äá»™c láº­p - Tá»± do" },
	{ LEGACY_DOUBLE, "Sóc: Ã© Ãª Ã´" },
	{ LEGACY_NO, "" },
	{ LEGACY_NO, "Kế hoạch phòng chống dịch, độc lập - tự do" },
	{ LEGACY_NO, "TOÀN KHOÁ HOÀ BÌNH, toàn khoá hoà, hoá, loè, khoản, toán" },
	{ LEGACY_NO, "Müller, Malmö, São Paulo, Curaçao, Côte d'Ivoire, café, naïve, Đà Nẵng" },
	{ LEGACY_NO, "Où est l'État laïc ? Noël, Israël, Moïse, Thaïlande, où, août, aéroport" },
	{ LEGACY_NO, "Citroën Haïti Saül Ñandú España, años, señor, pingüino" },
	{ LEGACY_NO, "João Leão coração nações pães" },
	{ LEGACY_NO, "geändert, Köln, schön, Größe, Übung, Öl, Äpfel, beängstigend" },
	{ LEGACY_NO, "Sæt på Århus, Tromsø, smörgåsbord, köp, nöt" },
	{ LEGACY_NO, "De opties »-l« und »%c« sind, «a», «Nam»" },
	{ LEGACY_NO, "5 µm, µm, 20°C, ½ kg, §5, © Nam, Sony® và Intel®, 3ª, nº 4, ban¹, lao²" },
	{ LEGACY_NO, "col·lecció, l·l" },
	{ LEGACY_NO, "Đề án “Số hoá” – 100 €… ‰ Ä‘ß" },
	{ LEGACY_NO, "ភាសាខ្មែរ ພາສາລາວ" },
};

int
main(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		enum legacy got = legacy_find(cases[i].text, strlen(cases[i].text));
		if (got != cases[i].want)
			printf("%s\n", cases[i].text);
		CHECK_INT(got, cases[i].want);
	}
	return test_end("legacy");
}
