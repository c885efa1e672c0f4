/* Sources: the import aliases of Snipe-IT (app/Livewire/Importer.php, app/Importer/Importer.php),
 * GLPI's management tab (source/modules/tabs/management.rst), Ralph's models
 * (src/ralph/assets/models/assets.py, back_office/models.py, data_center/models/choices.py),
 * NetBox's device export, iTop's PhysicalDevice, and headers of published inventories. */
#include "planner/synonyms.h"

const struct synonym synonyms[] = {
    /* Inventory.  A field that needs a header more comes first: `category` before `model`, since
     * "Type" is the one where nothing else is, and the other where there is a role. */
    {"inventory", "asset_tag", CONVERT_NONE,
     "asset tag|asset number|asset no|asset num|asset id|asset code|property number|property no|"
     "property id|property tag|inventory number|inventory no|inventory id|inv no|tag number|"
     "tag no|barcode|bar code|nxp number|equipment number|equipment id|num\xC3\xA9ro d'inventaire|"
     "numero d'inventaire|num\xC3\xA9ro d'immobilisation|"
     "inventarnummer|inventar nr|inventarnr|inventarcode|anlagennummer|anlagen nr|"
     "n\xC3\xBAmero de patrim\xC3\xB4nio|n\xC3\xBAmero patrimonial|patrim\xC3\xB4nio|tombo|"
     "tombamento|plaqueta|c\xC3\xB3" "digo patrimonial|c\xC3\xB3" "digo de activo|n\xC3\xBAmero de inventario|"
     "\xE8\xB5\x84\xE4\xBA\xA7\xE7\xBC\x96\xE5\x8F\xB7;tag|asset|niw",
     "id|uid|numero|number|item id|item number|item no|line number|r\xC3\xA9" "f\xC3\xA9rence|"
     "reference"},
    {"inventory", "category", CONVERT_NONE,
     "category|asset category|asset type|device type|equipment type|item category|item type|"
     "type of equipment|asset class|cat\xC3\xA9gorie|categorie|cat\xC3\xA9gories|kategorie|"
     "categor\xC3\xAD" "a|categoria|\xE8\xB5\x84\xE4\xBA\xA7\xE7\xB1\xBB\xE5\x88\xAB;"
     "role|device role",
     "type|class|kind"},
    {"inventory", "acquired", CONVERT_NONE,
     "purchase date|date of purchase|date purchased|acquisition date|date of acquisition|"
     "acquired on|acquired date|date acquired|purchased|purchased on|purchase day|bought|"
     "date d'achat|date d'acquisition|kaufdatum|anschaffungsdatum|fecha de compra|"
     "anschaffung am|zugangsdatum|fecha de adquisici\xC3\xB3n|fecha adquisici\xC3\xB3n|"
     "fecha de alta|data de compra|data da compra|data de aquisi\xC3\xA7\xC3\xA3o|"
     "data aquisi\xC3\xA7\xC3\xA3o|data acquisto|data di acquisto|"
     "\xE8\xB4\xAD\xE7\xBD\xAE\xE6\x97\xA5\xE6\x9C\x9F;"
     "received|date received|received date|receipt date|ship date|delivery date;"
     "order date|invoice date",
     "year purchased|date|created|date created|created at|created on|creation date|date added"},
    {"inventory", "serial", CONVERT_NONE,
     "serial|serial number|serial no|serial num|serial nbr|sn|s/n|service tag|"
     "num\xC3\xA9ro de s\xC3\xA9rie|numero de serie|n\xC3\xBAmero de serie|seriennummer|"
     "n\xC3\xBAmero de s\xC3\xA9rie|n\xC2\xB0 de s\xC3\xA9rie|n serie|n de serie|serien nr|"
     "seriennr|no de s\xC3\xA9rie|numero di serie", ""},
    {"inventory", "model", CONVERT_NONE,
     "model|model name|asset model|product model|device model|mod\xC3\xA8le|modell|modelo|"
     "modello|\xE8\xA7\x84\xE6\xA0\xBC\xE5\x9E\x8B\xE5\x8F\xB7;"
     "model number|model no|model num",
     "type"},
    {"inventory", "description", CONVERT_NONE,
     "item description|asset description|equipment description|beschreibung|bezeichnung|"
     "descripci\xC3\xB3n|d\xC3\xA9signation|denominaci\xC3\xB3n|descri\xC3\xA7\xC3\xA3o|libell\xC3\xA9|libelle;"
     "item name|asset name|component name|title|computer name|device name|hostname|host name|"
     "asset|nome do patrimonio|\xE8\xB5\x84\xE4\xBA\xA7\xE5\x90\x8D\xE7\xA7\xB0",
     "name|nom|nombre|item"},
    {"inventory", "location", CONVERT_NONE,
     "locations|location name|asset location|localisation|lieu|lieux|standort|ubicaci\xC3\xB3n|"
     "\xE5\xAD\x98\xE6\x94\xBE\xE5\x9C\xB0\xE7\x82\xB9;"
     "room|raum|local libelle;office|office infrastructure;building|geb\xC3\xA4ude|"
     "b\xC3\xA2timent|edificio|immeuble libelle;site;warehouse;rack",
     "place|default location"},
    /* The Regional Diplomatic Technology Center was the Regional Information Management Center. */
    {"inventory", "custodian_agency", CONVERT_NONE,
     "agency|using agency|customer agency|owning agency|custodian organization;"
     "rdtc owner|rdtc custodian|rdtc ownership|rimc owner|rimc custodian|rimc ownership|"
     "owning rdtc|owning rimc",
     "rdtc|rimc|rdt|company|tenant|department|entity|organization|organisation|section|"
     "\xE4\xBD\xBF\xE7\x94\xA8\xE9\x83\xA8\xE9\x97\xA8"},
    {"inventory", "network", CONVERT_NONE, "enclave|network type", ""},
    {"inventory", "status", CONVERT_NONE,
     "asset status|install status|status label|statut|estado|stato|"
     "\xE8\xB5\x84\xE4\xBA\xA7\xE7\x8E\xB0\xE7\x8A\xB6;operational status;condition",
     "state|zustand"},
    {"inventory", "quantity", CONVERT_NONE,
     "qty|quantit\xC3\xA9|quantite|menge|anzahl|cantidad|quantidade|"
     "\xE6\x95\xB0\xE9\x87\x8F;number of units|units", "count"},
    {"inventory", "unit_cost", CONVERT_NONE,
     "unit price|cost each|price each|unit value|unit acquisition cost;"
     "purchase cost|purchase price|purchase value|acquisition cost|acquisition value|"
     "acquisition price|original cost|cost|price|valeur d'achat|valeur d'acquisition|"
     "prix unitaire|anschaffungspreis|einzelpreis|preis|valor de aquisi\xC3\xA7\xC3\xA3o|"
     "valor aquisi\xC3\xA7\xC3\xA3o|valor de compra|valor de adquisici\xC3\xB3n|"
     "precio de compra|costo de adquisici\xC3\xB3n|pre\xC3\xA7o de compra|prix|prix d'achat|valeur|kaufpreis|"
     "anschaffungskosten|anschaffungswert|precio|costo|coste|pre\xC3\xA7o|prezzo|"
     "\xE8\xB4\xA6\xE9\x9D\xA2\xE5\x8E\x9F\xE5\x80\xBC;valuation",
     "value|amount"},
    {"inventory", "unit_cost", CONVERT_TOTAL,
     "", "total cost|total price|total value|extended cost|extended price|line total"},
    {"inventory", "currency", CONVERT_NONE,
     "currency code|purchase currency|devise|w\xC3\xA4hrung|moneda", ""},
    {"inventory", "in_service", CONVERT_NONE,
     "in service date|date in service|service date|startup date|start up date|start-up date|"
     "date of implementation|commissioning date|install date|installation date|installed on|"
     "date installed|start usage|deployment date|date deployed|date de mise en service|"
     "inbetriebnahme", "installed|deployed"},
    {"inventory", "funding_source", CONVERT_NONE, "fund source|funding|fund|paid by|payer",
     "budget|budget info"},
    {"inventory", "cost_center", CONVERT_NONE, "cost centre|cost center code|costcenter|kostenstelle",
     ""},
    {"inventory", "cycle_months", CONVERT_NONE,
     "life months|useful life months|replacement cycle months|lifecycle months|eol months|"
     "depreciation months", "number of months"},
    {"inventory", "cycle_months", CONVERT_YEARS,
     "useful life|useful life years|life years|replacement cycle years|lifespan|"
     "service life", "depreciation period|amortization duration|depreciation duration"},
    {"inventory", "cycle_months", CONVERT_RATE, "", "depreciation rate"},
    {"inventory", "end_of_support", CONVERT_NONE,
     "end of support date|support end|support end date|eos|eosl|last date of support|"
     "end of service life;asset eol date|eol date|end of life date|end of life|eol", ""},
    {"inventory", "warranty_end", CONVERT_NONE,
     "warranty expiry|warranty expires|warranty expiration|warranty expiration date|"
     "warranty end date|warranty expiry date|warranty until|end of warranty|warranty date|"
     "fin de garantie|garantieende;expiration date|expiry date", ""},
    {"inventory", "warranty_end", CONVERT_MONTHS_AFTER,
     "warranty|warranty months|warranty duration|warranty period|warranty length|garantie|"
     "dur\xC3\xA9" "e de la garantie|garant\xC3\xAD" "a", ""},
    {"inventory", "tested_on", CONVERT_NONE, "last test|last tested|test date", ""},
    {"inventory", "note", CONVERT_NONE,
     "notes|comments|comment|remarks|remark|asset notes|bemerkung|bemerkungen|observaciones|"
     "commentaires|commentaire|anmerkung", ""},

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
     "checked out|assigned|used|loan|in betrieb|en service|en uso|in uso|"
     "\xE5\x9C\xA8\xE7\x94\xA8", "in_use"},
    {"inventory", "status",
     "repair|under repair|out for repair|out for diagnostics|in maintenance|maintenance|"
     "under maintenance|undeployable|pending diagnostics|failed|damaged|en r\xC3\xA9paration|in reparatur",
     "in_repair"},
    {"inventory", "status", "standby|stand by|reserve|backup|\xE9\x97\xB2\xE7\xBD\xAE", "spare"},
    {"inventory", "status",
     "ready to deploy|deployable|available|stock|inventory|in storage|storage|stored|pending|"
     "planned|staged|offline|new|free|reserved|to deploy|on order|ordered|en stock|auf lager|"
     "in progress|waiting for release", "in_stock"},
    {"inventory", "status",
     "surplus|for disposal|awaiting disposal|to be disposed|decommissioning|"
     "broken - not fixable|sale|\xE5\xBE\x85\xE6\x8A\xA5\xE5\xBA\x9F", "excess"},
    {"inventory", "status",
     "sold|donated|scrapped|destroyed|liquidated|disposed of|written off", "disposed"},
    {"inventory", "status", "archived|decommissioned|obsolete|end of life|r\xC3\xA9" "form\xC3\xA9",
     "retired"},
    {"inventory", "status", "missing|lost/stolen|not found|perdu", "lost"},
    {"inventory", "network",
     "din|nen|dedicated internet network|non enterprise network|opennet|unclassified|unclass|sbu",
     "NON-CAA"},
    {"inventory", "network", "classnet|classified|controlled access area", "CAA"},
    {"services", "network",
     "din|nen|dedicated internet network|non enterprise network|opennet|unclassified", "NON-CAA"},
    {"services", "network", "classnet|classified", "CAA"},
    {"inventory", "category", "din|din kit|din equipment", "nen-kit"},
    {"inventory", "category",
     "laptops|laptop computer|laptop computers|notebooks|notebook computer|portable|"
     "ordinateur portable|port\xC3\xA1til", "laptop"},
    {"inventory", "category",
     "desktops|desktop computer|desktop computers|computer|computers|pc|pcs|workstations|"
     "thin client|tower|mini tower|all in one|ordinateur", "desktop"},
    {"inventory", "category", "monitors|display|displays|screen|screens|lcd|lcd monitor|bildschirm",
     "monitor"},
    {"inventory", "category",
     "printers|multifunction printer|multifunction printers|mfps|scanner|scanners|copier|drucker|"
     "imprimante", "printer"},
    {"inventory", "category", "servers|rack server|rack servers|blade server", "server"},
    {"inventory", "category", "storage device|storage devices|storage array|san|nas", "storage"},
    {"inventory", "category",
     "switches|network switches|network device|network devices|network equipment|networking|"
     "networking equipment|access points|wireless access point|wireless access points|"
     "access switch|access switches|distribution switch|distribution switches|top of rack|"
     "wireless controller|wlan controller",
     "network-switch"},
    {"inventory", "category", "routers|firewalls|core router|edge router|wan router", "router"},
    {"inventory", "category", "ups units|uninterruptible power supply", "ups"},
    {"inventory", "category",
     "telephones|phones|phone|ip phone|ip phones|voip phone|voip phones|desk phone|desk phones",
     "telephone"},
    {"inventory", "category",
     "mobile phones|mobile|mobiles|mobile device|mobile devices|cell phone|cell phones|"
     "cellphone|smartphones|iphone", "mobile-phone"},
    {"inventory", "category", "tablets|ipad|ipads", "tablet"},
    {"inventory", "category", "radios|handheld radio|handheld radios|portable radio", "radio"},
    {"inventory", "category", "video conferencing|video conference equipment", "video-conference"},
    {"settings", "value", "irm", "DT"},
    {0},
};

const char *const header_prefixes[] = {
    "financial and administrative information", "financial and administratives information",
    "informations financi\xC3\xA8res et administratives", "management", "gestion", "infocom",
    NULL,
};

const char *const ralph_office_status[RALPH_STATUSES] = {
    "in_stock", "in_stock", "in_stock", "in_use", "in_use", "in_repair",
    "disposed", "in_repair", "in_use", "in_stock", "in_stock", "excess",
};
const char *const ralph_center_status[RALPH_STATUSES] = {
    "in_stock", "in_use", "in_stock", "in_repair", "disposed", "in_stock", "in_stock", "excess",
};
