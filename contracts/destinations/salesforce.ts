import { type Destination, megabyte } from './destination.ts';

/**
 * Records of Salesforce by the Bulk API 2.0: headers are names of fields, one of them an external id of yours. An empty cell
 * would keep last week's value, so what the list does not say is `#N/A`, which clears it.
 */
export const salesforce: Destination = {
  means: 'Salesforce, upsert of contacts by the Bulk API 2.0',
  rules:
    'https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_prepare_csv.htm',
  columns: {
    Holdfast_Customer_Id__c: 'customer_id',
    Holdfast_Campaign__c: 'campaign',
    Holdfast_Play__c: 'play',
    Holdfast_Rank__c: 'rank',
    Holdfast_Listed_Since__c: 'listed_since',
  },
  identifiers: ['Id'],
  identifiedBy: ['customer_id', 'external_id'],
  header: {
    pattern: /^[A-Za-z]\w*(\.[A-Za-z]\w*)?$/,
    says: 'the API name of a field, such as Holdfast_Play__c',
  },
  lineEnd: '\n',
  empty: '#N/A',
  maxBytes: 100 * megabyte,
};
