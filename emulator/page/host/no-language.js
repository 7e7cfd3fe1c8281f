// Stands in for the language file of a widget that ships none.
define({});
