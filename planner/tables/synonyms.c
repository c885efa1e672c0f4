/* Sources: the import aliases of Snipe-IT (app/Livewire/Importer.php, app/Importer/Importer.php),
 * GLPI's management tab (source/modules/tabs/management.rst), Ralph's models
 * (src/ralph/assets/models/assets.py, back_office/models.py, data_center/models/choices.py),
 * NetBox's device export, iTop's PhysicalDevice, and headers of published inventories.
 *
 * Accents are left out here as they are when names are compared. */
#include "planner/synonyms.h"

#define BUILDINGS "building|gebaude|gebaeude|batiment|edificio|immeuble libelle"
#define SITES "site|sede"

const char around_places[] = BUILDINGS "|" SITES;

const struct synonym synonyms[] = {
    /* Inventory.  A field that needs a header more comes first: `category` before `model`, since
     * "Type" is the one where nothing else is, and the other where there is a role. */
    {"inventory", "asset_tag", CONVERT_NONE,
     "asset tag|asset tag no|asset tag number|asset tag id|asset tag nr|tag id|barcode no|"
     "barcode number|barcode nr|bar code no|bar code number|asset barcode|decal|decal no|"
     "decal number|property tag no|property tag number|inventory tag|inventory tag no|"
     "inventory code|fixed asset no|fixed asset number|asset nr|asset label|equipment no|"
     "equipment tag|id actif|identifiant actif|code actif|n actif|numero actif|numero d'actif|"
     "n d'actif|numero de bien|n de bien|code du bien|n immobilisation|n d'immobilisation|"
     "numero immobilisation|anlagennr|anlage nr|anlagen nummer|hauptanlagennummer|inventar nummer|"
     "gerate nr|no inventario|num inventario|numero de activo fijo|codigo de activo fijo|"
     "n de activo fijo|id de activo|id activo|id de ativo|id do ativo|numero de placa|n de placa|"
     "no de placa|numero de tombo|n de tombo|n tombo|numero de tombamento|n de tombamento|"
     "numero do bem|n do bem|codigo do bem|registro patrimonial|etiqueta patrimonial|asset number|"
     "asset no|asset num|asset id|asset code|property number|property no|property id|property tag|"
     "inventory number|inventory no|inventory id|inv no|tag number|tag no|barcode|bar code|"
     "nxp number|nxp no|nxp barcode|nxp bar code|nxp tag|nxp|equipment number|equipment id|"
     "numero d'inventaire|no d'inventaire|n d'inventaire|n inventaire|numero inventaire|"
     "code inventaire|code d'inventaire|numero d'immobilisation|code-barres|code a barres|"
     "inventarnummer|inventar nr|inventarnr|inv nr|inventarcode|anlagennummer|anlagen nr|"
     "geratenummer|geraetenummer|numero de patrimonio|numero do patrimonio|n de patrimonio|"
     "n patrimonio|numero patrimonial|patrimonio|tombo|tombamento|plaqueta|codigo patrimonial|"
     "codigo de patrimonio|codigo do patrimonio|codigo de activo|codigo del activo|codigo activo|"
     "codigo de ativo|codigo do ativo|numero de activo|numero de inventario|numero inventario|"
     "no de inventario|nro de inventario|n de inventario|n inventario|codigo de inventario|"
     "codigo inventario|codigo de barras|codigo del bien|placa de inventario|"
     "etiqueta de inventario|\xE8\xB5\x84\xE4\xBA\xA7\xE7\xBC\x96\xE5\x8F\xB7;tag|asset|niw|"
     "anlage|immobilisation",
     "codigo|placa|etiqueta|id|uid|numero|number|item id|item number|item no|line number|"
     "reference"},
    {"inventory", "category", CONVERT_NONE,
     "category|asset category|model category|product category|asset type|device type|"
     "equipment type|item category|item type|type of equipment|asset class|categorie|categories|"
     "kategorie|categoria|geratetyp|geraetetyp|gerateart|geraeteart|geratekategorie|"
     "geratekategorie|gerateklasse|anlagenklasse|tipo de equipo|tipo equipo|tipo de activo|"
     "tipo de bien|tipo de dispositivo|clase de activo|categoria de activo|categoria de equipo|"
     "type d'equipement|type de materiel|type d'actif|type d'appareil|categorie de materiel|"
     "tipo de equipamento|tipo equipamento|tipo de ativo|tipo do ativo|tipo de bem|"
     "classe do ativo|\xE8\xB5\x84\xE4\xBA\xA7\xE7\xB1\xBB\xE5\x88\xAB;role|device role;"
     "nomenclature|item nomenclature|asset nomenclature|property nomenclature|official name|"
     "item official name|ci class|ci type|configuration item class|sys class name",
     "type|tipo|typ|class|clase|classe|kind|device|equipment|appareil|equipement|materiel|gerat|"
     "geraet|equipo|equipamento"},
    {"inventory", "acquired", CONVERT_NONE,
     "purchase date|date of purchase|date purchased|date bought|bought on|when bought|"
     "acquisition date|date of acquisition|acq date|acq dt|acquisition dt|acquired on|"
     "acquired date|date acquired|purchased|purchased on|purchase day|bought|date d'achat|"
     "date achat|date d'acquisition|date acquisition|achete le|kaufdatum|einkaufsdatum|"
     "beschaffungsdatum|beschafft am|anschaffungsdatum|anschaffung am|gekauft am|zugangsdatum|"
     "fecha de compra|fecha compra|fecha de adquisicion|fecha adquisicion|fecha de alta|"
     "data de compra|data da compra|data compra|data de aquisicao|data da aquisicao|"
     "data aquisicao|data acquisto|data di acquisto|date acq|acquired dt|purch date|purchase dt|"
     "buy date|bought date|fecha adq|fecha de adq|dt aquisicao|dt compra|kaufdat|"
     "\xE8\xB4\xAD\xE7\xBD\xAE\xE6\x97\xA5\xE6\x9C\x9F;capitalized on|capitalised on|"
     "capitalization date|capitalisation date|date capitalized|cap date|capitalized|aktivdatum|"
     "aktivierungsdatum|aktivierung am|aktiviert am|aktivierung|date d'immobilisation|"
     "date d'entree|date d'inscription|fecha de incorporacion|fecha incorporacion|"
     "fecha de capitalizacion|data de incorporacao|data incorporacao|data de tombamento|"
     "data tombamento;received|date received|received date|receipt date|date rcvd|rcvd date|"
     "date recd|recd date|ship date|delivery date|date de livraison|date de reception|lieferdatum|"
     "wareneingang|fecha de entrega|fecha de recepcion|fecha de ingreso|data de entrega|"
     "data de recebimento;order date|invoice date|date de commande|date de facture|bestelldatum|"
     "rechnungsdatum|fecha de factura|fecha de pedido|data da nota fiscal|data da fatura;"
     "year bought|yr bought|year of purchase|purchase year|yr purchased|year acquired|yr acquired|"
     "acquisition year|annee d'achat|annee d'acquisition|kaufjahr|anschaffungsjahr|ano de compra|"
     "ano de adquisicion|ano de aquisicao",
     "year purchased|date|fecha|data|datum|created|date created|created at|created on|"
     "creation date|date added"},
    {"inventory", "serial", CONVERT_NONE,
     "serial|serial number|serial no|serial num|serial nbr|sn|s/n|service tag|"
     "numero de serie|no de serie|nro de serie|num de serie|n serie|n de serie|numero serie|"
     "numero serial|numero di serie|seriennummer|serien nr|seriennr|serialnummer", "serie"},
    {"inventory", "model", CONVERT_NONE,
     "model|model name|mfr model|manufacturer model|brand model|brand and model|make model|"
     "marque/modele|marque et modele|marca/modelo|marca y modelo|marca e modelo|hersteller/modell|"
     "hersteller und modell|make/model|make and model|make & model|brand/model|asset model|"
     "product model|device model|modele|modell|modelo|modello|modellbezeichnung|typbezeichnung|"
     "\xE8\xA7\x84\xE6\xA0\xBC\xE5\x9E\x8B\xE5\x8F\xB7;model number|mfr model no|mfr model number|"
     "manufacturer model number|mfg model no|model no|model num|model nbr|model nr|modellnummer|"
     "numero de modele|numero de modelo",
     "type|tipo|typ"},
    {"inventory", "description", CONVERT_NONE,
     "item description|asset description|description of asset|description of item|"
     "description of equipment|asset desc|item desc|anlagenbezeichnung|objektbezeichnung|"
     "geratebezeichnung|gegenstand|designation du bien|designation de l'actif|description du bien|"
     "descripcion del bien|descripcion del activo|descripcion del equipo|descricao do bem|"
     "descricao do item|descricao do ativo|equipment description|beschreibung|bezeichnung|"
     "descripcion|designation|denominacion|descricao|libelle;item name|asset name|display name|"
     "component name|title|computer name|device name|hostname|host name|geratename|"
     "nombre del equipo|nombre de equipo|nom de l'equipement|nom de l'ordinateur|"
     "nome do equipamento|asset|nome do patrimonio|"
     "\xE8\xB5\x84\xE4\xBA\xA7\xE5\x90\x8D\xE7\xA7\xB0",
     "name|nom|nombre|nome|item"},
    {"inventory", "location", CONVERT_NONE,
     "locations|location name|asset location|localisation|emplacement|lieu|lieux|standort|"
     "aufstellort|aufstellungsort|einsatzort|ubicacion|localizacion|localizacao|"
     "\xE5\xAD\x98\xE6\x94\xBE\xE5\x9C\xB0\xE7\x82\xB9;"
     "room|raum|sala|salle|local libelle;office|oficina|office infrastructure;"
     BUILDINGS ";" SITES "|warehouse;rack",
     "place|where|local|lugar|ort|default location"},
    /* The Regional Diplomatic Technology Center was the Regional Information Management Center. */
    {"inventory", "custodian_agency", CONVERT_NONE,
     "agency|using agency|customer agency|owning agency|custodian organization;"
     "rdtc owner|rdtc custodian|rdtc ownership|rimc owner|rimc custodian|rimc ownership|"
     "owning rdtc|owning rimc",
     "rdtc|rimc|rdt|company|tenant|department|entity|organization|organisation|section|"
     "abteilung|departamento|dependencia|entidad|entidade|entite|departement|"
     "\xE4\xBD\xBF\xE7\x94\xA8\xE9\x83\xA8\xE9\x97\xA8"},
    {"inventory", "network", CONVERT_NONE, "enclave|network type", ""},
    {"inventory", "status", CONVERT_NONE,
     "asset status|install status|status label|geratestatus|statut|estado|estatus|stato|"
     "situacao|\xE8\xB5\x84\xE4\xBA\xA7\xE7\x8E\xB0\xE7\x8A\xB6;operational status;condition",
     "state|etat|zustand"},
    {"inventory", "quantity", CONVERT_NONE,
     "qty|quantite|qte|menge|anzahl|stuckzahl|stueckzahl|stuck|cantidad|cant|quantidade|qtd|qtde|"
     "\xE6\x95\xB0\xE9\x87\x8F;number of units|units", "count"},
    {"inventory", "unit_cost", CONVERT_NONE,
     "unit cost|unit price|cost each|price each|unit value|unit acquisition cost|costo unitario|"
     "coste unitario|precio unitario|valor unitario|preco unitario|custo unitario|prix unitaire|"
     "cout unitaire|prix unitaire ht|einzelpreis|stuckpreis|stueckpreis;purchase cost|"
     "purchase price|purchase value|acquisition cost|acquisition value|acquisition price|acq cost|"
     "acq value|acq price|original cost|cost|price|valeur d'achat|valeur d'acquisition|"
     "cout d'acquisition|cout d'achat|anschaffungspreis|preis|valor de aquisicao|"
     "valor da aquisicao|valor aquisicao|custo de aquisicao|valor de compra|valor de adquisicion|"
     "precio de adquisicion|precio de compra|costo de compra|costo de adquisicion|preco de compra|"
     "prix|prix d'achat|prix d'achat ht|prix d'achat ttc|prix ht|prix ttc|valeur|cout|kaufpreis|"
     "kaufpreis netto|kaufpreis brutto|preis netto|preis brutto|nettopreis|bruttopreis|"
     "anschaffungskosten|anschaffungswert|anschwert|ansch wert|acquis val|historical cost|precio|"
     "costo|coste|preco|custo|prezzo|\xE8\xB4\xA6\xE9\x9D\xA2\xE5\x8E\x9F\xE5\x80\xBC;valuation",
     "value|amount|valor|wert|montant|importe|kosten"},
    {"inventory", "unit_cost", CONVERT_TOTAL,
     "", "total cost|total price|total value|extended cost|extended price|line total|"
     "costo total|precio total|valor total|preco total|custo total|prix total|cout total|"
     "gesamtpreis|gesamtwert|gesamtkosten"},
    {"inventory", "currency", CONVERT_NONE,
     "currency code|purchase currency|cost currency|price currency|devise|wahrung|waehrung|wahrg|"
     "waehrg|moneda|divisa|moeda", ""},
    {"inventory", "in_service", CONVERT_NONE,
     "in service date|in service dt|placed in service|placed in service date|"
     "date placed in service|date put in service|install dt|in service since|in use since|"
     "date in use|date in service|service date|startup date|start up date|start-up date|"
     "date of implementation|commissioning date|install date|installation date|installed on|"
     "date installed|start usage|deployment date|date deployed|date de mise en service|"
     "mise en service|date d'installation|inbetriebnahme|inbetriebnahmedatum|in betrieb seit|"
     "installationsdatum|fecha de puesta en servicio|puesta en servicio|fecha de instalacion|"
     "data de instalacao|data de entrada em servico", "installed|deployed"},
    {"inventory", "funding_source", CONVERT_NONE,
     "fund source|funding|fund|paid by|payer|fuente de financiamiento|fuente de financiacion|"
     "source de financement|finanzierungsquelle|fonte de recursos",
     "budget|budget info"},
    {"inventory", "cost_center", CONVERT_NONE,
     "cost centre|cost center code|costcenter|kostenstelle|centro de costo|centro de costos|"
     "centro de coste|centro de custo|centre de cout|centre de couts", ""},
    {"inventory", "cycle_months", CONVERT_NONE,
     "life months|useful life months|replacement cycle months|lifecycle months|eol months|"
     "depreciation months|vida util meses|vida util en meses|vida util em meses|"
     "nutzungsdauer monate|nutzungsdauer in monaten|duree de vie mois|duree de vie en mois",
     "number of months"},
    {"inventory", "cycle_months", CONVERT_YEARS,
     "useful life|useful life years|life years|replacement cycle years|lifespan|"
     "service life|vida util|nutzungsdauer|duree de vie|duree d'utilisation",
     "depreciation period|amortization duration|depreciation duration"},
    {"inventory", "cycle_months", CONVERT_RATE, "", "depreciation rate"},
    {"inventory", "end_of_support", CONVERT_NONE,
     "end of support date|support end|support end date|eos|eosl|last date of support|"
     "end of service life|fin de soporte|fecha de fin de soporte|fin de support|"
     "date de fin de support|supportende|support bis|ende des supports|fim de suporte|"
     "fim do suporte;asset eol date|eol date|end of life date|end of life|eol|fin de vie|"
     "fin de vida util|fim da vida util", ""},
    {"inventory", "warranty_end", CONVERT_NONE,
     "warranty expiry|warranty expires|warranty expiration|warranty expiration date|"
     "warranty end date|warranty expiry date|warranty until|end of warranty|warranty date|"
     "fin de garantie|fin de la garantie|date de fin de garantie|expiration de la garantie|"
     "garantie jusqu'au|garantieende|garantieablauf|garantie bis|gewahrleistung bis|"
     "fin de garantia|fin garantia|fecha de fin de garantia|fecha fin de garantia|"
     "fecha fin garantia|vencimiento de garantia|vencimiento garantia|garantia hasta|"
     "fim da garantia|fim de garantia|data fim da garantia|vencimento da garantia|garantia ate;"
     "expiration date|expiry date", ""},
    {"inventory", "warranty_end", CONVERT_MONTHS_AFTER,
     "warranty|warranty months|warranty duration|warranty period|warranty length|garantie|"
     "duree de la garantie|duree de garantie|garantiedauer|garantia", ""},
    {"inventory", "retired_on", CONVERT_NONE, "",
     "retired on|retirement date|date retired|retired date|deactivation date|deactivated on|"
     "deactivation on|date deactivated|disposal date|date of disposal|disposed on|date disposed|"
     "decommission date|decommissioned on|decommissioning date|date decommissioned|write off date|"
     "out of service date|deakt dat|deaktivierung am|deaktivierungsdatum|abgangsdatum|abgang am|"
     "abgang|ausmusterungsdatum|ausgemustert am|aussonderungsdatum|ausgesondert am|"
     "verschrottet am|date de sortie|date sortie|date de reforme|date reforme|"
     "date de mise au rebut|date de cession|date de mise hors service|fecha de baja|fecha baja|"
     "fecha de retiro|fecha de descarte|fecha de desincorporacion|data de baixa|data da baixa|"
     "data baixa|data de descarte|data de desativacao"},
    {"inventory", "tested_on", CONVERT_NONE, "last test|last tested|test date", ""},
    {"inventory", "note", CONVERT_NONE,
     "notes|comments|comment|remarks|remark|asset notes|bemerkung|bemerkungen|anmerkung|"
     "anmerkungen|notizen|kommentar|observaciones|notas|comentarios|commentaires|commentaire|"
     "remarques|observations|observacoes", ""},

    {"licenses", "license_id", CONVERT_NONE,
     "license number|licence number|licence id|agreement number|license key|product key",
     "serial|serial number|niw|id"},
    {"licenses", "product", CONVERT_NONE,
     "software|software name|license name|licence name|product name|item name;licence|license",
     "name|title"},
    {"licenses", "publisher", CONVERT_NONE, "manufacturer|vendor;supplier", ""},
    {"licenses", "qty_owned", CONVERT_NONE,
     "seats|total seats|total licenses|number of seats|number bought|quantity|qty;total", ""},
    {"licenses", "qty_used", CONVERT_NONE,
     "used licenses|seats used|used seats|assigned seats|licenses used|used", "assigned"},
    {"licenses", "start", CONVERT_NONE, "start date|valid since|term start", "purchase date"},
    {"licenses", "end", CONVERT_NONE,
     "expiration date|expiry date|expires|expiration|end date|renewal date|valid thru|"
     "valid until|termination date", ""},
    {"licenses", "annual_cost", CONVERT_NONE, "yearly cost|cost per year|renewal cost|annual price",
     "purchase cost|cost|price"},
    {"licenses", "document", CONVERT_NONE, "order number|purchase order|contract number", ""},

    {"services", "service", CONVERT_NONE, "service name|description", "item"},
    {"services", "period", CONVERT_NONE, "month|billing period|billing month", "date"},
    {"services", "amount", CONVERT_NONE, "cost|net amount|invoice amount", "total|value"},
    {"services", "vendor", CONVERT_NONE, "supplier|provider", ""},

    /* The Mission Resource Request was the Mission Strategic Resource Plan (MSRP), and before it
     * the Mission Strategic Plan (MSP); the DT Chief was the information management officer. */
    {"projects", "ics_objective", CONVERT_NONE,
     "msrp objective|msrp goal|msp goal|msp objective|msrp|msp", ""},
    {"projects", "approval", CONVERT_NONE, "imo approval|dt approval", ""},
    {"projects", "request", CONVERT_NONE, "msrp request|msp request", ""},
    {0},
};

const struct word_synonym word_synonyms[] = {
    {"inventory", "status",
     "deployed|active|in service|operational|in operation|installed|production|in production|"
     "checked out|assigned|used|loan|on loan|loaned|loaned out|"
     "en service|en usage|en utilisation|utilise|actif|en production|en fonction|affecte|"
     "deploye|prete|in betrieb|in gebrauch|im einsatz|in benutzung|in nutzung|genutzt|aktiv|"
     "zugewiesen|verliehen|en uso|en servicio|en operacion|en funcionamiento|operativo|activo|"
     "asignado|instalado|prestado|en produccion|em uso|em servico|em operacao|"
     "em funcionamento|em producao|ativo|alocado|emprestado|in uso|"
     /* a condition, which says nothing of use: what an empty cell is taken for */
     "good|fair|excellent|bon|bon etat|gut|bueno|buen estado|regular|bom|bom estado|"
     "\xE5\x9C\xA8\xE7\x94\xA8", "in_use"},
    {"inventory", "status",
     "repair|under repair|out for repair|out for diagnostics|pending repair|in maintenance|"
     "maintenance|"
     "under maintenance|undeployable|pending diagnostics|failed|damaged|"
     "en reparation|en panne|en maintenance|in reparatur|reparatur|in wartung|defekt|"
     "en reparacion|en mantenimiento|averiado|danado|descompuesto|malogrado|malo|mal estado|"
     "em reparo|em conserto|em manutencao|avariado|danificado|com defeito", "in_repair"},
    {"inventory", "status",
     "standby|stand by|reserve|backup|ersatz|ersatzgerat|ersatzgeraet|de secours|de reserva|"
     "de respaldo|repuesto|reserva|\xE9\x97\xB2\xE7\xBD\xAE", "spare"},
    {"inventory", "status",
     "ready to deploy|deployable|available|stock|inventory|in storage|storage|stored|pending|"
     "staged|offline|new|free|reserved|to deploy|pending install|pending installation|build|"
     "in progress|waiting for release|en stock|en reserve|disponible|lager|auf lager|im lager|"
     "lagernd|eingelagert|verfugbar|verfuegbar|en almacen|almacen|en bodega|bodega|almacenado|"
     "en deposito|deposito|em estoque|estoque|em stock|disponivel|em deposito|almoxarifado",
     "in_stock"},
    {"inventory", "status",
     "ordered|in transit|em transito|en transito|en transit|planned|on back order|backordered|"
     "pending delivery|awaiting delivery|not received|not yet received|commande|en commande|"
     "bestellt|in bestellung|pedido|en pedido|por recibir|por llegar|encomendado|"
     "a receber", "on_order"},
    {"inventory", "status",
     "surplus|for disposal|pending disposal|disposal pending|excessed|awaiting disposal|"
     "to be disposed|decommissioning|broken - not fixable|sale|a reformer|auszusondern|"
     "zur aussonderung|zur entsorgung|para baja|pendiente de baja|por dar de baja|excedente|"
     "para descarte|para baixa|\xE5\xBE\x85\xE6\x8A\xA5\xE5\xBA\x9F", "excess"},
    {"inventory", "status",
     "consumed|sold|cannibalized|cannibalised|donated|scrapped|destroyed|liquidated|disposed of|"
     "written off|vendu|donne|detruit|mis au rebut|verkauft|gespendet|verschrottet|entsorgt|"
     "vernichtet|vendido|donado|destruido|desechado|subastado|doado|descartado|"
     "leiloado", "disposed"},
    {"inventory", "status",
     "archived|decommissioned|obsolete|end of life|reforme|retire|retire du service|declasse|"
     "hors d'usage|ausgesondert|ausgemustert|stillgelegt|auser betrieb|ausser betrieb|"
     "de baja|dado de baja|dada de baja|baja|retirado|fuera de uso|"
     "baixado|dado baixa|desativado|fora de uso", "retired"},
    {"inventory", "status",
     "missing|absent|lost/stolen|not found|perdu|introuvable|egare|verloren|vermisst|"
     "nicht gefunden|"
     "nicht auffindbar|perdido|extraviado|desaparecido|no encontrado|no localizado|nao localizado|"
     "nao encontrado", "lost"},
    {"inventory", "status", "vole|gestohlen|robado|hurtado|roubado|furtado", "stolen"},
    {"inventory", "network",
     "din|nen|dedicated internet network|non enterprise network|opennet|unclassified|unclass|sbu",
     "NON-CAA"},
    {"inventory", "network", "classnet|classified|controlled access area", "CAA"},
    {"services", "network",
     "din|nen|dedicated internet network|non enterprise network|opennet|unclassified", "NON-CAA"},
    {"services", "network", "classnet|classified", "CAA"},
    {"inventory", "category", "din|din kit|din equipment", "nen-kit"},
    /* Not "conmutador", a switch in Spain and a telephone exchange in Mexico, nor "speicher",
     * memory as well as storage. */
    {"inventory", "category",
     "laptops|laptop computer|laptop computers|notebooks|notebook computer|portable|"
     "ordinateur portable|ordinateurs portables|pc portable|portatil|portatiles|"
     "computadora portatil|computador portatil|ordenador portatil|equipo portatil|ultrabook|"
     "ultrabooks|mobile workstation|mobile workstations|rugged laptop|chromebooks|notebook pc|"
     "laptop pc|2 in 1 laptop|convertible laptop|pc portables|micro portable|"
     "micro ordinateur portable|tragbarer computer", ""
     "laptop"},
    {"inventory", "category",
     "desktops|desktop computer|desktop computers|desktop pc|workstations|desktop workstation|"
     "workstation computer|thin client|tower|tower computer|mini tower|all in one|"
     "all in one computer|pc fixe|all in one pc|all in one desktop|aio|aio pc|aio desktop|mini pc|"
     "mini desktop|mini computer|micro pc|micro desktop|small form factor pc|sff pc|tower pc|"
     "tower desktop|thin clients|zero client|zero clients|nuc|client pc|cpu|system unit|base unit|"
     "central processing unit|panel pc|touch panel computer|industrial pc|ordinateurs fixes|"
     "ordinateurs de bureau|pc fixes|desktops pc|estacoes de trabalho|estaciones de trabajo|"
     "computadores de mesa|tout en un|todo en uno|tudo em um|poste fixe|pc bureau|pc de bureau|"
     "ordinateur de bureau|ordinateur fixe|poste de travail|unite centrale|arbeitsplatzrechner|"
     "arbeitsplatz pc|tischrechner|computadora de escritorio|computador de escritorio|"
     "computador de mesa|ordenador de sobremesa|sobremesa|pc de escritorio|equipo de escritorio|"
     "estacion de trabajo|estacao de trabalho", "desktop"},
    {"inventory", "category",
     "monitors|computer monitor|display|display unit|display units|display hardware|"
     "computer monitors|visual display unit|vdu|display screen|display monitor|monitor display|"
     "pc monitor|tft|tft monitor|lcd monitors|led monitors|flat screen|displays|screen|screens|"
     "lcd|lcd monitor|led monitor|flat panel monitor|flat panel display|lcd display|bildschirm|"
     "bildschirme|monitore|moniteur|moniteurs|flachbildschirm|ecran|ecrans|monitores|pantalla|"
     "pantallas", ""
     "monitor"},
    {"inventory", "category",
     "printers|laser printer|laser printers|network printer|network printers|label printer|"
     "label printers|colour printer|color printer|mobile printer|receipt printer|badge printer|"
     "plotter|plotters|imprimante reseau|imprimante laser|imprimantes reseau|imprimantes laser|"
     "traceur|netzwerkdrucker|etikettendrucker|impresora laser|impresora de red|impressora laser|"
     "impressora de rede|impressora de etiquetas|multifunction copier|"
     "multifunction printer/copier|printer/copier|printer/scanner|printer scanner|"
     "all in one printer|copy machine|photocopiers|photocopy machine|inkjet printer|"
     "multifunction printer|multifunction printers|multifunction device|multifunction devices|"
     "mfps|copier|copiers|photocopier|drucker|laserdrucker|multifunktionsgerat|"
     "multifunktionsgeraet|multifunktionsdrucker|kopierer|imprimante|imprimantes|"
     "imprimante multifonction|multifonction|photocopieur|impresora|impresoras|"
     "impresora multifuncional|multifuncional|fotocopiadora|impressora|impressoras|"
     "impressora multifuncional|copiadora", "printer"},
    {"inventory", "category",
     "servers|rack server|physical server|physical servers|tower server|file server|"
     "server computer|rack servers|blade server|windows server|win server|linux server|"
     "unix server|esx server|hyper-v server|hypervisor|virtualization server|computer server|"
     "serveur|serveurs|servidor|servidores",
     "server"},
    {"inventory", "category",
     "storage device|storage subsystem|storage subsystems|storage system|storage systems|"
     "storage unit|nas device|nas server|network attached storage|storage area network|"
     "data storage|storage devices|storage array|storage server|mass storage|mass storage device|"
     "msd|network storage|disk array|san|nas|baie de stockage|speichersystem|"
     "cabina de almacenamiento", "storage"},
    {"inventory", "category",
     "switches|network switches|poe switch|poe switches|gigabit switch|managed switch|"
     "layer 2 switch|layer 3 switch|network access point|wifi access point|wi fi access point|"
     "access point wifi|ip switch|ip switches|ethernet switch|lan switch|access points|"
     "wireless access point|wireless access points|access switch|access switches|"
     "distribution switch|distribution switches|top of rack|wireless controller|wlan controller|"
     "commutateur|commutateurs|point d'acces|borne wifi|netzwerkswitch|wlan access point|"
     "switch de red|switch de rede|punto de acceso|ponto de acesso",
     "network-switch"},
    {"inventory", "category",
     "routers|ip router|wifi router|wireless router|utm|utm appliance|firewall appliance|"
     "firewall appliances|vpn router|security appliance|ip routers|ip firewall|network router|"
     "network firewall|firewalls|core router|edge router|wan router|routeur|routeurs|pare-feu|"
     "enrutador|ruteador|cortafuegos|roteador|roteadores", "router"},
    {"inventory", "category",
     "ups units|ups system|ups systems|battery backup|battery backup unit|onduleur reseau|"
     "uninterruptible power supply|uninterruptible power supplies|uninterruptable power supply|"
     "uninterrupted power supply|usv|usv anlage|onduleur|onduleurs|sai|no break|nobreaks", "ups"},
    {"inventory", "category", "ups batteries|ups battery set|ups battery pack", "ups-battery"},
    {"inventory", "category", "radio batteries|radio battery pack", "radio-battery"},
    {"inventory", "category",
     "private branch exchange|telephone exchange|telephone system|phone system|"
     "telephone switch|telefonanlage|tk anlage|autocommutateur|central telefonica|pabx", "pbx"},
    {"inventory", "category",
     "telephones|telephone set|telephone sets|telephone handset|desktop phone|conference phone|"
     "ip phone set|sip phone|voip telephone set|landline phone|office phone|phone set|"
     "telephone instrument|phones|phone|telephone ip|ip telephone|voip telephone|ip phone|"
     "ip phones|voip phone|voip phones|desk phone|desk phones|telefon|telefone|tischtelefon|"
     "ip telefon|telephone fixe|telephone ip|telephones fixes|telephones ip|poste telephonique|"
     "telefono|telefonos|telefono ip|telefono fijo|telefone ip|telefone fixo", "telephone"},
    {"inventory", "category",
     "mobile phones|mobile telephone|mobiles|cell phone|cell phones|cellular phone|"
     "cellular telephone|cell telephone|cellphone|smart phone|smartphones|iphone|handy|handys|"
     "mobiltelefon|mobiltelefone|diensthandy|telephone mobile|telephone portable|"
     "telephones portables|portable gsm|portables gsm|gsm|celular|celulares|movil|moviles|"
     "telefono movil|telefono celular|telefone celular|telemovel", "mobile-phone"},
    {"inventory", "category", "tablets|tablet computer|tablet computers|tablet pc|ipad|ipads|"
     "tablette|tablettes|tableta|tabletas", "tablet"},
    {"inventory", "category",
     "radios|radio set|radio handset|handset radio|funkgerat|funkgeraet|funkgerate|radio vhf|"
     "radio uhf|vhf radio|uhf radio|radio transceiver|two way radio|handheld radio|"
     "handheld radios|hand held radio|portable radio|portable radio set|handfunkgerat|"
     "handfunkgeraet|radio portative|radio portatil|talkie-walkie|walkie talkie", "radio"},
    {"inventory", "category",
     "satellite phone|satellite phones|satellite telephone|satellite terminal|satphone|vsat|"
     "satellitentelefon|telephone satellite|telefono satelital|telefone satelital", "satellite"},
    {"inventory", "category",
     "mobile radio|radio base station|repeater base station|base station|vehicle radio|base radio|"
     "base station radio|mobile radio set|base station radio set", "radio-mobile"},
    {"inventory", "category",
     "hf radio set|hf transceiver|high frequency radio|high frequency transceiver", "hf-radio"},
    {"inventory", "category",
     "x-ray machine|x-ray screening system|x-ray inspection system|x-ray screening|baggage x-ray|"
     "mail x-ray|mail x-ray machine|x-ray scanner|x-ray system", ""
     "mail-xray"},
    {"inventory", "category",
     "video conferencing|videoconferencing|videoconferencing system|conferencing system|"
     "vtc system|vtc equipment|video conference unit|video conference endpoint|"
     "video teleconference|video teleconference system|video teleconferencing|"
     "video teleconferencing system|video conference system|video conferencing equipment|"
     "video conferencing system|video conference equipment|videokonferenz|videokonferenzsystem|"
     "visioconference|videoconferencia|equipo de videoconferencia", "video-conference"},
    {"inventory", "category",
     "hard drive|hard drives|hard disk drive|festplatte|disque dur|disco duro|disco rigido",
     "hard-disk"},
    {"inventory", "category", "solid state drive|solid state disk", "ssd"},
    /* Words of the built-in categories, which the post may use for its own and which therefore
     * stay as they are: they count where another word stands beside them. */
    {"inventory", "kind", "workstation", "desktop"},
    {"inventory", "kind", "notebook", "laptop"},
    {"inventory", "kind", "mfp", "printer"},
    {"inventory", "kind", "switch|access point", "network-switch"},
    {"inventory", "kind", "radio portable", "radio"},
    {"inventory", "kind", "galaxy|pixel", "mobile-phone"},
    {"inventory", "kind", "firewall|core switch", "router"},
    {"inventory", "kind", "smartphone", "mobile-phone"},
    {"inventory", "kind", "vtc", "video-conference"},
    {"settings", "value", "irm", "DT"},
    {0},
};

/* In exports of ServiceNow "Personal Computer" is any computer, and "Communication Device" anything
 * with a line.  A scanner is next to a printer, and no category of its own. */
const struct general_word general_words[] = {
    {"computer|computers|pc|pcs|personal computer|personal computers|computer system|"
     "computer systems|computing device|computing devices|end user device|end user devices|"
     "windows|windows computer|windows computers|windows pc|linux|macos|mac os|"
     "client computer|pc hardware|computing equipment|computing|compute|cpu/pc|workplace device|"
     "client device|microcomputer|ordinateur|ordinateurs|rechner|computadora|computadoras|"
     "computador|computadores|ordenador|ordenadores|equipo de computo",
     "desktop|laptop|tablet", "desktop"},
    {"netgear|network device|network devices|network equipment|network gear|network hardware|"
     "networking|"
     "networking equipment|networking hardware|equipement reseau|equipements reseau|"
     "netzwerkgerat|netzwerkgeraet|equipo de red|equipos de red|equipamento de rede",
     "network-switch|router", "network-switch"},
    {"mobile|mobile device|mobile devices|handheld|handheld computing|handheld computing device|"
     "handheld computer",
     "mobile-phone|tablet|laptop", "mobile-phone"},
    {"scanner|scanners|escaner|imaging hardware", "printer|mail-xray", "printer"},
    {"comm|communication|communications|communication device|communication devices|"
     "communications device|communications devices|communication equipment|"
     "communications equipment|telecommunications equipment|telecom equipment|telephony|"
     "telephony equipment|voice equipment|voice|telecommunication|telecommunications|telecom",
     "telephone|mobile-phone|satellite|radio|radio-mobile|hf-radio|pbx|video-conference|"
     "network-switch|router", NULL},
    {"tv|tvs|television|televisions|smart tv|led tv|lcd tv|television set|televiseur|televisor|"
     "televisores|televisao|fernseher", "monitor|video-conference", NULL},
    {"hardware|it hardware|computer hardware|it equipment|computer equipment|adp equipment|"
     "electronics|electronic equipment|equipment|it asset|it assets|peripheral|peripherals|"
     "computer peripheral|computer peripherals|it|ict|ict equipment|it device|it devices|"
     "technology|other|others|misc|miscellaneous|device|devices|asset|assets|electronic|"
     "personal property|materiel informatique|equipement informatique|equipos informaticos|"
     "equipo informatico|equipamentos de informatica|equipamento de informatica|informatica|"
     "informatique|edv|edv hardware|it ausstattung|autre|autres|otros|outros|sonstige|"
     "sonstiges", NULL, NULL},
    {0},
};

/* Only lines that are one kind of thing in all their models: not Precision, Catalyst, Surface or
 * Galaxy. */
const struct product_line product_lines[] = {
    {"latitude|thinkpad|elitebook|probook|zbook|macbook|macbook air|macbook pro|chromebook|"
     "toughbook|lifebook|ideapad|travelmate|tecra|portege|zenbook|vivobook|surface laptop|"
     "surface book|galaxy book|matebook|xps 13|xps 15|surface laptop studio|"
     "surface laptop go", ""
     "laptop"},
    {"optiplex|thinkcentre|thinkstation|prodesk|elitedesk|eliteone|proone|imac|mac mini|"
     "mac studio|mac pro|pro mini 400|z2 tower|z4 tower", "desktop"},
    {"ipad|ipad pro|ipad air|ipad mini|galaxy tab", "tablet"},
    {"iphone", "mobile-phone"},
    {"poweredge|proliant|thinksystem", "server"},
    {"laserjet|officejet|deskjet|pagewide|workcentre|bizhub|imagerunner|ecosys|versalink|altalink|"
     "designjet",
     "printer"},
    {"ultrasharp|thinkvision|elitedisplay", "monitor"},
    {"aironet|nexus 9000|powerconnect|catalyst 9200|catalyst 9200l|catalyst 9300|catalyst 9300l|"
     "catalyst 9500|catalyst 2960|catalyst 2960x|catalyst 3560|catalyst 3650|catalyst 3750|"
     "catalyst 3850|catalyst 9120axi|catalyst 9130axi|arubaos-cx|procurve", ""
     "network-switch"},
    {"fortigate|isr4331|isr 4331|isr4431|firepower|srx300|srx340|isr 4321|isr 4451|isr4321|"
     "isr4451|srx345|meraki mx",
     "router"},
    {"smart-ups|smartups|back-ups", "ups"},
    {"iridium|inmarsat|bgan|thuraya", "satellite"},
    {0},
};

const char weak_words[] =
    "portable|portatil|portatiles|tower|mini tower|handy|handys|mobiles|movil|moviles|celular|"
     "celulares|san|sai|gsm|screen|screens|lcd|displays|storage|msd|sobremesa|multifonction|"
     "multifuncional|cpu|base unit|system unit|central unit|din|hf|speicher";

const char other_things[] =
    "3d printer|accessories|accessory|adaptador|adaptateur|adapter|adaptor|air conditioner|"
    "air conditioning|aire acondicionado|akku|antena|antenna|antenne|armoire|auriculares|"
    "baby monitor|backpack|bag|bags|baie|barcode reader|bateria|baterias|batterie|batterien|"
    "batteries|battery|beamer|bracket|brackets|cabinet|cabinets|cable|cables|cabo|cadeira|cage|"
    "calculator|camara|camcorder|camera|cameras|cards|cargador|carregador|carrito|carro|cart|"
    "cartouche|cartridge|cartridges|cartucho|case|cases|casque|cctv|cd drive|chair|chaise|charger|"
    "chargers|chargeur|charging station|chariot|clavier|cover|covers|dashcam|desk|desk lamp|"
    "display cabinet|display case|dock|docking|docking station|docking stations|dockingstation|"
    "docks|drum|dvd|dvr|earphones|ecran de projection|encryption device|encryptor|escaner|"
    "estacion de acoplamiento|etui|facsimile|fan|fax|fax machine|fernseher|filter|folder|funda|"
    "furniture|fuser|gabinete|generator|graphics card|halterung|hdmi switch|headphones|headset|"
    "headsets|heart monitor|holder|housse|hub|id card|injector|ink|kabel|kamera|keyboard|"
    "keyboards|kvm|kvm switch|kvm switches|ladegeraet|ladegerat|lamp|lampe|laptop stand|leinwand|"
    "licenca|licence|licences|licencia|license|licenses|light switch|lizenz|lock|logiciel|"
    "maintenance|maletin|maus|media converter|memory card|memory module|mesa|mice|microphone|"
    "modem|modems|monitor arm|monitor mount|mounting bracket|mounting kit|mouse|network card|"
    "network rack|netzteil|nvr|pantalla de proyeccion|paper|part|parts|patch panel|"
    "patient monitor|patrone|pdu|phone case|pole|power adapter|power cord|power strip|"
    "power supply|print server|processor|programa|projecteur|projection screen|projector|"
    "projector screen|projetor|protector|proyector|rack cabinet|rack shelf|raton|remote control|"
    "repeater|retroprojecteur|sacoche|safe|scanner|scanners|schrank|schreibtisch|screen protector|"
    "server cabinet|server rack|sfp|sfp module|shredder|silla|sim|sim card|simulator|smart card|"
    "software|soporte|souris|spare part|spare parts|speaker|speakers|stand|stands|"
    "station d'accueil|stuhl|stylus|subscription|suporte|surge protector|tape drive|tape library|"
    "tasche|tastatur|teclado|televiseur|television|televisions|televisor|tinta|tinte|tisch|toner|"
    "training|transceiver module|transfer switch|tray|tripod|trolley|truck|tv|tv mount|typewriter|"
    "usb switch|vehicle|video card|videoprojecteur|videoprojector|voice gateway|wagen|wall mount|"
    "warranty|webcam|whiteboard";

const char going_with[] =
    "with|without|for|incl|including|includes|mit|ohne|fur|fuer|inkl|avec|sans|pour|con|"
     "sin|para|com|sem|per";

const char *const header_prefixes[] = {
    "financial and administrative information", "financial and administratives information",
    "informations financi\xC3\xA8res et administratives",
    "informaci\xC3\xB3n financiera y administrativa",
    "informa\xC3\xA7\xC3\xB5" "es financeiras e administrativas",
    "management", "gestion", "gesti\xC3\xB3n", "infocom",
    NULL,
};

const char *const ralph_office_status[RALPH_STATUSES] = {
    "in_stock", "in_stock", "in_stock", "in_use", "in_use", "in_repair",
    "disposed", "in_repair", "in_use", "in_stock", "in_stock", "excess",
};
const char *const ralph_center_status[RALPH_STATUSES] = {
    "in_stock", "in_use", "in_stock", "in_repair", "disposed", "in_stock", "in_stock", "excess",
};
